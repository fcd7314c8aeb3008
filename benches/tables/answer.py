"""What the peers have in common: the period on a clock, and the report that they print."""

import json
import sys
import time
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo


def utc_bounds(zone: str, first: str, last: str) -> tuple[datetime, datetime]:
    """From the first minute of the first date to the first minute after the last, as times of UTC."""
    days = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    start, end = (datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(timezone.utc) for day in days)
    return start, end


def tell(rows: list[tuple[object, int, int, int, int]], started: float) -> None:
    """Prints the report as JSON, with the seconds since the start: of each resource id, appointments, minutes, revenue, available."""
    report = {"rows": [usage(*figures) | {"resource": str(resource)} for resource, *figures in rows]}
    # Each appointment has one resource, so the totals are sums.
    report["kpis"] = usage(*(sum(row[at] for row in rows) for at in (1, 2, 3, 4)))
    report["seconds"] = time.perf_counter() - started
    json.dump(report, sys.stdout)


def usage(appointments: int, minutes: int, revenue: int, available: int) -> dict:
    """The figures of a row, or of all."""
    utilisation = minutes / available if available else None
    return {"appointments": appointments, "bookedMinutes": minutes, "availableMinutes": available, "revenue": revenue,
            "utilisation": utilisation}  # fmt: skip
