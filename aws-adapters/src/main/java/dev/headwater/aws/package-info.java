/** What Headwater has in an account, and how its adapters get there. */
@NullMarked
package dev.headwater.aws;

import org.jspecify.annotations.NullMarked;
