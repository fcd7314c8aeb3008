"""A problem file as the peers see it, read from docs/FORMAT.md without any code of the program.

Covered: sites, shifts, pools and single resources with hours of their own, setup and cleanup, any number of people,
windows, wishes for start, day and people, allowed people, priorities, mandatory requests, clients, staffDay on one day.
A file with anything else is refused by name.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DEFAULT_POLICY = {
    "worth": "revenue", "startDeviationPerHour": 60, "dayDeviation": 50, "staffPreference": 100, "staffDay": 0,
    "resourceDay": 0,
}  # fmt: skip


class Refused(Exception):
    """The file uses what the peers do not model."""


@dataclass
class Wish:
    """When a request had best start on a date: `slope` points are lost for every 60,000 minutes from there, rounded down."""

    starts: list[int]
    at: int
    slope: int
    lost: int
    """Points lost by the date."""


@dataclass
class Request:
    id: str
    site: str
    client: str | None
    length: int
    setup: int
    cleanup: int
    people: int
    mandatory: bool
    worth: int
    wanted: frozenset[str] | None
    deviation: dict[int, int]
    """Points lost for each start at which the site and the resources allow it."""
    starts: dict[str, set[int]]
    """Starts at which each able person is on shift."""
    wishes: list[Wish]
    """Its starts by date, where it has a preferred one."""
    takes: dict[int, int]
    """Units of each class of resources."""

    def occupied(self, start: int) -> tuple[int, int]:
        return start - self.setup, start + self.length + self.cleanup

    def span(self) -> int:
        return self.setup + self.length + self.cleanup


@dataclass
class Problem:
    name: str
    sha256: str
    grid: int
    staff_day: int
    staff_preference: int
    zones: dict[str, ZoneInfo]
    requests: list[Request]
    units: list[list[str]]
    """The ids of the units of each class: they are alike for every request."""

    def teams(self, request: Request, start: int) -> list[tuple[str, ...]]:
        """Who could serve the request at that start."""
        free = [person for person, starts in request.starts.items() if start in starts]
        return list(combinations(free, request.people))

    def points(self, request: Request, start: int, team: tuple[str, ...]) -> int:
        """What the booking adds to the score; staff-days come on top."""
        missed = request.wanted is not None and not request.wanted & set(team)
        lost = request.worth * self.staff_preference // 1000 if missed else 0
        return request.worth - request.deviation[start] - lost

    def score(self, bookings: list[tuple[Request, int, tuple[str, ...]]]) -> int:
        people = {person for _, _, team in bookings for person in team}
        return sum(self.points(*booking) for booking in bookings) - self.staff_day * len(people)


def read(path: str) -> Problem:
    text = Path(path).read_bytes()
    return Reader(json.loads(text), sha256(text).hexdigest()).problem()


@dataclass
class Reader:
    file: dict
    sha256: str
    sites: dict[str, dict] = field(default_factory=dict)
    zones: dict[str, ZoneInfo] = field(default_factory=dict)

    def problem(self) -> Problem:
        self.refuse()
        self.sites = {site["id"]: site for site in self.file["sites"]}
        self.zones = {id: ZoneInfo(site["timeZone"]) for id, site in self.sites.items()}
        self.services = {service["id"]: service for service in self.file.get("services", [])}
        self.policy = DEFAULT_POLICY | self.file.get("policy", {})
        self.grid = self.file.get("gridMinutes", 5)
        self.classes = self.resource_classes()
        live = [one for one in self.file.get("requests", []) if one.get("status") not in HISTORY | {"cancelled"}]
        return Problem(
            self.file.get("name", ""), self.sha256, self.grid, self.policy["staffDay"], self.policy["staffPreference"],
            self.zones, [self.request(one) for one in live], [units for _, _, units in self.classes],
        )  # fmt: skip

    def refuse(self) -> None:
        """Raises for what is not covered."""
        if self.policy_value("resourceDay"):
            raise Refused("policy.resourceDay")
        if self.policy_value("staffDay") and len(self.dates()) > 1:
            raise Refused("policy.staffDay with a horizon of several days")
        for name, value in self.file.items():
            if value and name not in KNOWN_OF_FILE and name not in KNOWN:
                raise Refused(name)
        for kind, known in KNOWN.items():
            for one in self.file.get(kind, []):
                unknown = [name for name, value in one.items() if name not in known and value not in (None, [], {}, 0, False)]
                if unknown:
                    raise Refused(f"{unknown[0]} of {one['id']} in {kind}")
        for resource in self.file.get("resources", []):
            if resource.get("multiUse"):
                raise Refused(f"multiUse of resource {resource['id']}")
        for request in self.file.get("requests", []):
            live = request.get("status") not in HISTORY | {"cancelled"}
            for name in ("booking", "allowedResources"):
                if live and request.get(name) is not None:
                    raise Refused(f"{name} of request {request['id']}")
            booking = request.get("booking") if request.get("status") in HISTORY else None
            if booking and booking["start"][:10] >= str(self.dates()[0] - timedelta(days=2)):
                raise Refused(f"history within the horizon, request {request['id']}")
        for site in self.file["sites"]:
            zone = ZoneInfo(site["timeZone"])
            midnights = [datetime(day.year, day.month, day.day, tzinfo=zone) for day in self.around()]
            if len({midnight.utcoffset() for midnight in midnights}) > 1:
                raise Refused(f"a change of the clock at site {site['id']}")

    def policy_value(self, name: str) -> int:
        return self.file.get("policy", {}).get(name, 0)

    def dates(self) -> list[date]:
        start, end = (date.fromisoformat(self.file["horizon"][name]) for name in ("start", "end"))
        return [start + timedelta(days=day) for day in range((end - start).days)]

    def around(self) -> list[date]:
        """The horizon with a day on each side, for hours across midnight."""
        days = self.dates()
        return [days[0] - timedelta(days=1), *days, days[-1] + timedelta(days=1)]

    # Time: minutes since 1970 UTC, intervals half-open and sorted.

    def minute(self, site: str, text: str) -> int:
        moment = datetime.fromisoformat(text)
        local = moment if moment.tzinfo else moment.replace(tzinfo=self.zones[site])
        return int(local.timestamp()) // 60

    def hours(self, site: str, weekly: dict, exceptions: dict, day: date) -> list[tuple[int, int]]:
        texts = exceptions.get(str(day), weekly.get(WEEKDAYS[day.weekday()], []))
        midnight = self.minute(site, f"{day}T00:00")
        return [interval(midnight, text) for text in texts]

    def open_hours(self, owner: dict, site: str) -> list[tuple[int, int]]:
        """Hours of a person or resource, or a site itself, without their blocks."""
        weekly, exceptions = owner.get("weeklyHours") or owner.get("openingHours") or {}, owner.get("exceptions") or {}
        hours = merged([one for day in self.around() for one in self.hours(site, weekly, exceptions, day)])
        return self.without_blocks(hours, owner, site)

    def without_blocks(self, hours: list[tuple[int, int]], owner: dict, site: str) -> list[tuple[int, int]]:
        for block in owner.get("blocks") or []:
            start, end = self.minute(site, block["start"]), self.minute(site, block["end"])
            cut = [(low, min(high, start)) for low, high in hours] + [(max(low, end), high) for low, high in hours]
            hours = sorted({(low, high) for low, high in cut if low < high})
        return hours

    def site_hours(self, site: str) -> list[tuple[int, int]]:
        if not any((self.sites[site].get("openingHours") or {}).values()):
            return [(-(10**12), 10**12)]
        return self.open_hours(self.sites[site], site)

    def usable(self, resource: dict) -> list[tuple[int, int]]:
        site = resource["site"]
        if "weeklyHours" in resource:
            return self.open_hours(resource, site)
        if resource.get("exceptions"):
            raise Refused(f"exceptions without weeklyHours of resource {resource['id']}")
        return self.without_blocks(self.site_hours(site), resource, site)

    # Resources

    def resource_classes(self) -> list[tuple[frozenset[str], list[tuple[int, int]], list[str]]]:
        """Units that every requirement treats alike: the names they answer to, their hours, their ids."""
        named = {name for one in self.services.values() for need in one.get("requires", []) for name in need["anyOf"]}
        classes: dict[tuple, list[str]] = defaultdict(list)
        for resource in self.file.get("resources", []):
            if not resource.get("active", True):
                continue
            units = resource.get("units")
            ids = [resource["id"]] if units is None else [f"{resource['id']}/{unit + 1}" for unit in range(units)]
            for id in ids:
                names = frozenset({id, resource["id"], resource.get("pool")} & named)
                classes[names, resource["site"], tuple(self.usable(resource))].append(id)
        return [(names | {f"@{site}"}, list(hours), ids) for (names, site, hours), ids in classes.items()]

    def needs(self, service: dict, site: str) -> dict[int, int] | None:
        """Units of each class that the service takes at the site; None where it cannot have them."""
        takes: dict[int, int] = defaultdict(int)
        for need in service.get("requires", []):
            fits = [
                position for position, (names, _, _) in enumerate(self.classes)
                if f"@{site}" in names and names & set(need["anyOf"])
            ]  # fmt: skip
            if len(fits) > 1:
                raise Refused(f"a choice between resources that differ, service {service['id']}")
            if not fits:
                return None
            takes[fits[0]] += need.get("units", 1)
        return dict(takes)

    # Requests

    def request(self, asked: dict) -> Request:
        service, site = self.services[asked["service"]], asked["site"]
        length, setup = service["durationMinutes"], service.get("setupMinutes", 0)
        request = Request(
            asked["id"], site, asked.get("client"), length, setup, service.get("cleanupMinutes", 0),
            service.get("staffCount", 1), asked.get("mandatory", False), self.worth(asked, service),
            None if asked.get("preferredStaff") is None else frozenset(asked["preferredStaff"]), {}, {}, [], {},
        )  # fmt: skip
        takes = self.needs(service, site)
        if takes is None:
            return request
        request.takes = takes
        open_hours = [(-(10**12), 10**12)] if service.get("outsideOpeningHours") else self.site_hours(site)
        usable = [self.classes[position][1] for position in takes]
        for start in self.grid_starts(asked, site, length):
            fits = within(open_hours, start, start + length)
            if fits and all(within(hours, *request.occupied(start)) for hours in usable):
                request.deviation[start] = self.deviation(asked, request, start)
        for person in self.able(asked, service, site):
            shifts = self.open_hours(person, site)
            starts = {start for start in request.deviation if within(shifts, *request.occupied(start))}
            if starts:
                request.starts[person["id"]] = starts
        if request.people > 0:
            # Starts at which too few are on shift are none.
            on_shift = defaultdict(int)
            for starts in request.starts.values():
                for start in starts:
                    on_shift[start] += 1
            request.deviation = {
                start: lost for start, lost in request.deviation.items() if on_shift[start] >= request.people
            }
            shifts = {person: starts & set(request.deviation) for person, starts in request.starts.items()}
            request.starts = {person: starts for person, starts in shifts.items() if starts}
        request.wishes = self.wishes(asked, request)
        return request

    def able(self, asked: dict, service: dict, site: str) -> list[dict]:
        allowed = asked.get("allowedStaff")
        return [
            person for person in self.file.get("staff", [])
            if person.get("active", True) and person["site"] == site and service["id"] in person.get("services", [])
            and (allowed is None or person["id"] in allowed) and service.get("staffCount", 1) > 0
        ]  # fmt: skip

    def grid_starts(self, asked: dict, site: str, length: int) -> list[int]:
        days = self.dates()
        first, last = (self.minute(site, f"{day}T00:00") for day in (days[0], days[-1] + timedelta(days=1)))
        windows = [
            (self.minute(site, one["earliestStart"]), self.minute(site, one["latestEnd"]))
            for one in asked.get("windows") or []
        ] or [(first, last)]
        starts = set()
        for low, high in windows:
            for start in range(max(low, first), min(high, last) - length + 1):
                if (start - first) % 1440 % self.grid == 0:
                    starts.add(start)
        return sorted(starts)

    def worth(self, asked: dict, service: dict) -> int:
        price = service.get("price", 0) if asked.get("price") is None else asked["price"]
        unit = {"revenue": max(1, int(price * 100 + 0.5)), "minutes": service["durationMinutes"] * 100, "count": 10_000}
        return asked.get("priority", 1) * unit[self.policy["worth"]]

    def deviation(self, asked: dict, request: Request, start: int) -> int:
        if asked.get("preferredStart") is None:
            return 0
        zone = self.zones[request.site]
        is_, wanted = (local(zone, one) for one in (start, self.minute(request.site, asked["preferredStart"])))
        minutes = abs(is_.hour * 60 + is_.minute - wanted.hour * 60 - wanted.minute)
        days = abs((is_.date() - wanted.date()).days)
        by_time = request.worth * self.policy["startDeviationPerHour"] * minutes // 60_000
        return by_time + request.worth * self.policy["dayDeviation"] * days // 1000

    def wishes(self, asked: dict, request: Request) -> list[Wish]:
        if asked.get("preferredStart") is None:
            return []
        zone = self.zones[request.site]
        wanted = local(zone, self.minute(request.site, asked["preferredStart"]))
        by_date = defaultdict(list)
        for start in sorted(request.deviation):
            by_date[local(zone, start).date()].append(start)
        slope = request.worth * self.policy["startDeviationPerHour"]
        lost = lambda day: request.worth * self.policy["dayDeviation"] * abs((day - wanted.date()).days) // 1000  # noqa: E731
        at = lambda day: self.minute(request.site, f"{day}T{wanted:%H:%M}")  # noqa: E731
        return [Wish(starts, at(date), slope, lost(date)) for date, starts in by_date.items()]


KNOWN_OF_FILE = {"schemaVersion", "name", "currency", "horizon", "gridMinutes", "policy"}
KNOWN = {
    "sites": {"id", "name", "timeZone", "openingHours", "exceptions"},
    "staff": {"id", "name", "site", "services", "weeklyHours", "exceptions", "blocks", "active"},
    "resources": {
        "id", "name", "kind", "site", "pool", "units", "capacity", "multiUse", "active", "weeklyHours", "exceptions",
        "blocks",
    },
    "services": {
        "id", "name", "durationMinutes", "price", "setupMinutes", "cleanupMinutes", "staffCount", "requires",
        "outsideOpeningHours",
    },
    "requests": {
        "id", "client", "service", "site", "windows", "preferredStart", "preferredStaff", "allowedStaff",
        "allowedResources", "priority", "price", "mandatory", "status", "booking", "pin",
    },
}  # fmt: skip
"""Every field that is read or refused by a reason of its own; any other that says something is refused."""

HISTORY = {"arrived", "completed", "noShow"}


def local(zone: ZoneInfo, minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, timezone.utc).astimezone(zone)


def interval(midnight: int, text: str) -> tuple[int, int]:
    """09:00-18:00, also 22:00-02:00."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return midnight + start, midnight + (end if end > start else end + 1440)


def merged(hours: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Adjacent and overlapping hours as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(hours):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def within(hours: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in hours)
