"""What each precision of a point means on the map."""

RADIUS_KM: dict[str, float | None] = {
    "site": None,
    "district": 1,
    "locality": 15,
    "region": 50,
    "unlocated": None,
}
"""Radius in kilometres of the ring drawn round a point, None for no ring.

`district`: pages that state a point for one large cemetery differ by up to 0.8 km. `locality`: the
stated points that replaced city centroids during the research lay 0.5 to 15 km from them.
`region`: an editorial choice. `data/README.md` gives the reasons in full.
"""
