"""What local days come to, for the salon or one master. An appointment counts on the day on which it begins.

Everything is added up by the database; days are the salon's own, whatever its clocks do. `master` is an id, None means
everybody. Who a client is: the client record that a visit is linked to; whoever has left no contact is nobody we know.
"""
