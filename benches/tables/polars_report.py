"""The Resources report on tables in Polars: FOLDER FROM TO THREADS. Prints JSON with the seconds of the queries."""

import os
import sys
import time

os.environ["POLARS_MAX_THREADS"] = sys.argv[4]

import polars as pl  # noqa: E402
from answer import tell, utc_bounds  # noqa: E402


def main() -> None:
    folder, first, last, _ = sys.argv[1:5]
    started = time.perf_counter()
    zone = pl.read_parquet(f"{folder}/sites.parquet", columns=["time_zone"])["time_zone"][0]
    start, end = (pl.lit(bound).cast(pl.Datetime("us", "UTC")) for bound in utc_bounds(zone, first, last))
    minutes = pl.max_horizontal("start", start).alias("start"), pl.min_horizontal("end", end).alias("end")
    within = (pl.col("start") < end) & (pl.col("end") > start)
    length = lambda: (pl.col("end") - pl.col("start")).dt.total_minutes()  # noqa: E731
    # Booked: clipped to the period, cancelled ones left out; the price in full.
    booked = (
        pl.scan_parquet(f"{folder}/appointments/*.parquet")
        .select("start", "end", "resources", "price", "status")
        .filter((pl.col("status") != "cancelled") & pl.col("resources").is_not_null() & within)
        .with_columns(*minutes)
        .group_by(pl.col("resources").alias("id"))
        .agg(pl.len().alias("appointments"), length().sum().alias("minutes"), pl.col("price").cast(pl.Int64).sum().alias("revenue"))
    )
    # Available: the union of the shifts at each site, by gaps and islands.
    offered = (
        pl.scan_parquet(f"{folder}/shifts/*.parquet")
        .filter(within)
        .with_columns(*minutes)
        .join(pl.scan_parquet(f"{folder}/staff.parquet").select(pl.col("id").alias("staff"), "site"), on="staff")
        .select("site", "start", "end")
        .sort("site", "start")
        .with_columns(pl.col("end").cum_max().shift(1).over("site").alias("before"))
        .with_columns(pl.max_horizontal("start", "before").alias("start"))
        .with_columns(length().clip(lower_bound=0).alias("minutes"))
        .group_by("site")
        .agg(pl.col("minutes").sum().alias("offered"))
    )
    rows = (
        pl.scan_parquet(f"{folder}/resources.parquet")
        .join(booked, on="id", how="left")
        .join(offered, on="site", how="left")
        .with_columns(pl.col("appointments", "minutes", "revenue", "offered").fill_null(0))
        .with_columns(
            (pl.col("offered") * pl.when("multi_use").then(pl.col("capacity")).otherwise(1)).alias("available")
        )
        .select("id", "appointments", "minutes", "revenue", "available")
        .collect(engine="streaming")
        .rows()
    )
    tell(rows, started)


if __name__ == "__main__":
    main()
