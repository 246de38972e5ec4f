"""What the Bot API says when it says no: the status, the code in the body and the sentence are Telegram's."""

REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refusal(Exception):
    """`retry_after` is in seconds."""

    def __init__(self, code: int, why: str = "", *, retry_after: int | None = None) -> None:
        reason = REASONS.get(code, "Error")
        self.code = code
        self.description = f"{reason}: {why}" if why else reason
        self.parameters = {} if retry_after is None else {"retry_after": retry_after}
        super().__init__(f"{code} {self.description}")

    def as_answer(self) -> dict[str, object]:
        told: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return told | ({"parameters": self.parameters} if self.parameters else {})


def bad(why: str) -> Refusal:
    """400 Bad Request."""
    return Refusal(400, why)


def too_many(seconds: int) -> Refusal:
    return Refusal(429, f"retry after {seconds}", retry_after=seconds)
