/** Kills parts of a headend of its own under running players, and says what they saw of it. */
package dev.headwater.standalone.drill;
