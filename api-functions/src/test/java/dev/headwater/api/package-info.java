/**
 * What HTTP clients see, as suites that know no transport: each runs through an {@link dev.headwater.api.HttpDoor}, over
 * Netty here.
 */
package dev.headwater.api;
