"""Time arithmetic of the booking desk: values in, values out; no clock, no table, no setting, no framework."""
