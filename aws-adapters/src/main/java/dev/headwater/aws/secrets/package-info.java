/** Keys and peppers in Secrets Manager. */
@NullMarked
package dev.headwater.aws.secrets;

import org.jspecify.annotations.NullMarked;
