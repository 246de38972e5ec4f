"""How much a program, a person and a passer-by may ask; counted in the cache, and allowed where that is away."""

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from booking.api.caller import Caller
from salon.lib.limits import allow
from salon.lib.visitor_address import address_of

MINUTE = 60
A_TOKEN, A_PERSON, AN_ADDRESS = 3000, 120, 60


class PerToken(BaseThrottle):
    def allow_request(self, request: Request, view: APIView) -> bool:
        return not isinstance(request.user, Caller) or allow(f"api:{request.user.name}", A_TOKEN, MINUTE)

    def wait(self) -> float:
        return MINUTE


class PerPerson(BaseThrottle):
    """Whatever token acts for them: somebody who taps wildly costs nobody else their turn."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        chat = request.user.acts_for if isinstance(request.user, Caller) else None
        return chat is None or allow(f"api:person:{chat}", A_PERSON, MINUTE)

    def wait(self) -> float:
        return MINUTE


class PerAddress(BaseThrottle):
    """For what needs no token."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        return allow(f"api:public:{address_of(request)}", AN_ADDRESS, MINUTE)

    def wait(self) -> float:
        return MINUTE
