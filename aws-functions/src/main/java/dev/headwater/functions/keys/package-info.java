/** What a deployment asks of us while it stands up: key pairs, and to write down what it made. */
@NullMarked
package dev.headwater.functions.keys;

import org.jspecify.annotations.NullMarked;
