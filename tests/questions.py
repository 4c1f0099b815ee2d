"""What tests of typed questions share."""

from urllib.parse import unquote

import geo
from geo.lookup.question import read_question

IN_MASHHAD = "kinds=executions_reported&cities=mashhad"


def queries(data: geo.Dataset, text: str) -> list[str]:
    return [
        unquote(geo.Filter(**offer.changes).to_query(), errors="surrogatepass")
        for offer in read_question(data, text)
    ]
