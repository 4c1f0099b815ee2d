"""The dashboard: it draws a selection and computes nothing about the data."""
