"""HTTP: the map frame, layers and assets as read-only routes. The only package that knows Starlette."""

from geo.web.app import exception_handlers, middleware, routes, warm

__all__ = ["exception_handlers", "middleware", "routes", "warm"]
