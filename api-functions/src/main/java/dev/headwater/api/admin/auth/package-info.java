/** Who asks over HTTP: people by a JSON Web Token, scripts by an API key. */
package dev.headwater.api.admin.auth;
