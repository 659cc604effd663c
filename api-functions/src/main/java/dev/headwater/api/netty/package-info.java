/** What the Netty runtime does before the routes. Nothing else here knows Netty, and on Lambda this package is not used. */
@Configuration
@Requires(classes = NettyServerCustomizer.class)
package dev.headwater.api.netty;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyServerCustomizer;
