"""The paths of the API; each operation has a class of its own."""

from django.urls import include, path, re_path

from booking.api import docs
from booking.api.door import Open, Scanner, door, nowhere
from booking.api.operations import (
    booking,
    catalog,
    people,
    public_catalog,
    scanning,
    staff,
    time_off,
    visits,
    walk_in,
)

bot = [
    path("profile/", door(get=people.Profile, post=people.SyncProfile)),
    path("link/", door(post=people.LinkChat)),
    path("unlink/", door(post=people.UnlinkChat)),
    path("services/", door(get=catalog.Services)),
    path("masters/", door(get=catalog.Masters)),
    path("slots/", door(get=catalog.Slots)),
    path("hold/", door(post=booking.HoldStart)),
    path("book/", door(post=booking.Book)),
    path("visits/", door(get=visits.Visits)),
    path("visits/<str:visit>/", door(get=visits.VisitById)),
    path("visits/<str:visit>/calendar.ics", door(get=visits.CalendarFile)),
    path("visits/<str:visit>/qr.png", door(get=scanning.QrPicture)),
    path("move/", door(post=visits.MoveVisit)),
    path("cancel/", door(post=visits.CancelVisit)),
    path("coming/", door(post=visits.SayComing)),
    path("agenda/", door(get=staff.Agenda)),
    path("requests/", door(get=staff.Requests)),
    path("cards/<str:visit>/", door(get=staff.CardById)),
    path("decide/", door(post=staff.Decide)),
    path("finish/", door(post=staff.Finish)),
    path("late/", door(post=staff.RunLate)),
    path("time-off/", door(get=time_off.TimesOff, post=time_off.TakeTimeOff)),
    path("time-off/<int:time_off>/", door(delete=time_off.EndTimeOff)),
    path("walk-in/", door(post=walk_in.BookWalkIn)),
]

scans = [
    path("scan/", door(Scanner, post=scanning.Scan), name="api_scan"),
    path("finalize/", door(Scanner, post=scanning.Finalise), name="api_finalize"),
]

# For everybody, without a token.
public = [
    path("services/", door(Open, get=public_catalog.PublicServices), name="api_services"),
    path("slots/", door(Open, get=public_catalog.PublicSlots), name="api_slots"),
]

urlpatterns = [
    path("bot/", include(bot)),
    path("qr/", include(scans)),
    path("public/", include(public)),
    path("schema/", docs.schema, name="api_schema"),
    path("docs/", docs.docs, name="api_docs"),
    # Whatever else: programs are told so in their own form.
    re_path("", nowhere),
]
