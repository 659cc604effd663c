/** {@code repair}: finds what is damaged in a data folder that nobody uses, and mends it. */
@org.jspecify.annotations.NullMarked
package dev.headwater.standalone.repair;
