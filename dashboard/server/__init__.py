"""What the server does beside the page: routes, files, headers and limits."""
