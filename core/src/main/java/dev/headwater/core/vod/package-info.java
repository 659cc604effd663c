/** Films and episodes as they lie in the object store: what is wanted, what is on its way, what plays. */
@NullMarked
package dev.headwater.core.vod;

import org.jspecify.annotations.NullMarked;
