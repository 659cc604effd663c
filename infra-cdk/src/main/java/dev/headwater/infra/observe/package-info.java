/** Dashboard, alarms and budget. */
@NullMarked
package dev.headwater.infra.observe;

import org.jspecify.annotations.NullMarked;
