/** What every route shares: who asks, parameters, CORS, health. */
package dev.headwater.api.http;
