"""The Resources report on tables in DuckDB: FOLDER FROM TO THREADS. Prints JSON with the seconds of the queries."""

import sys
import time

import duckdb
from answer import tell, utc_bounds


def main() -> None:
    folder, first, last, threads = sys.argv[1:5]
    database = duckdb.connect()
    database.execute(f"SET threads = {int(threads)}; SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
    started = time.perf_counter()
    ((zone,),) = database.sql(f"SELECT DISTINCT time_zone FROM '{folder}/sites.parquet'").fetchall()
    start, end = utc_bounds(zone, first, last)
    # Booked: clipped to the period, cancelled ones left out; the price in full.
    database.execute(
        f"""
        CREATE TEMP TABLE booked AS
        SELECT resources AS resource, count(*) AS appointments, sum(price)::BIGINT AS revenue,
               sum(date_diff('minute', greatest(start, $1::TIMESTAMPTZ), least("end", $2::TIMESTAMPTZ)))::BIGINT AS minutes
        FROM '{folder}/appointments/*.parquet'
        WHERE status <> 'cancelled' AND resources IS NOT NULL AND start < $2::TIMESTAMPTZ AND "end" > $1::TIMESTAMPTZ
        GROUP BY resources
        """,
        [start, end],
    )
    # Available: the union of the shifts at each site, by gaps and islands.
    database.execute(
        f"""
        CREATE TEMP TABLE offered AS
        WITH clipped AS (
            SELECT p.site, greatest(s.start, $1::TIMESTAMPTZ) AS start, least(s."end", $2::TIMESTAMPTZ) AS "end"
            FROM '{folder}/shifts/*.parquet' s JOIN '{folder}/staff.parquet' p ON p.id = s.staff
            WHERE s.start < $2::TIMESTAMPTZ AND s."end" > $1::TIMESTAMPTZ
        ), days AS (
            SELECT *, date_trunc('day', start) AS day FROM clipped
        ), reached AS (
            SELECT *, max("end") OVER (PARTITION BY site, day ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM days
        )
        SELECT site, sum(greatest(date_diff('minute', CASE WHEN before > start THEN before ELSE start END, "end"), 0))::BIGINT AS minutes
        FROM reached GROUP BY site
        """,
        [start, end],
    )
    rows = database.execute(
        f"""
        SELECT r.id, coalesce(b.appointments, 0), coalesce(b.minutes, 0), coalesce(b.revenue, 0),
               coalesce(o.minutes, 0) * CASE WHEN r.multi_use THEN r.capacity ELSE 1 END
        FROM '{folder}/resources.parquet' r LEFT JOIN booked b ON b.resource = r.id LEFT JOIN offered o ON o.site = r.site
        ORDER BY r.id
        """
    ).fetchall()
    tell(rows, started)


if __name__ == "__main__":
    main()
