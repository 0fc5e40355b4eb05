"""The methods of the client, by subject. `app.api.client.ApiClient` has them all."""
