"""The roof: settings, pages that name every app, and the services that the one-command start brings."""
