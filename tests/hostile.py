"""A text that would be a script if a page took it for markup."""

import re

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
TAGS = re.compile(r"<(script|img src=x)", re.IGNORECASE)
"""What there would be of it."""
