"""The Sources page: the documents that statements rest on."""
