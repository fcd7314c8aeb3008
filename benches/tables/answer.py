"""What the peers have in common: the period on a clock, and the figures of a row."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo


def utc_bounds(zone: str, first: str, last: str) -> tuple[datetime, datetime]:
    """From the first minute of the first date to the first minute after the last, as times of UTC."""
    days = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    start, end = (datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(timezone.utc) for day in days)
    return start, end


def usage(appointments: int, minutes: int, available: int, revenue: int) -> dict:
    """The figures of a row, or of all."""
    utilisation = minutes / available if available else None
    return {"appointments": appointments, "bookedMinutes": minutes, "availableMinutes": available, "revenue": revenue,
            "utilisation": utilisation}  # fmt: skip
