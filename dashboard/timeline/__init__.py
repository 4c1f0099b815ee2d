"""The timeline: its page, its panel and its figure."""
