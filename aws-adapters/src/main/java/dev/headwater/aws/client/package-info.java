/** How clients of AWS are built: one HTTP client, one set of limits, one way to lead them elsewhere. */
@NullMarked
package dev.headwater.aws.client;

import org.jspecify.annotations.NullMarked;
