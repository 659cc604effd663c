/** What the Netty runtime does before the routes. Nothing else here knows Netty, and on Lambda this package is not used. */
package dev.headwater.api.netty;
