/** All stores of one Headwater in an account, opened together. */
@NullMarked
package dev.headwater.aws.stores;

import org.jspecify.annotations.NullMarked;
