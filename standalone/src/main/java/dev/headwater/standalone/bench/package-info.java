/** Measurements of a server in a process of its own, by load generators in others. */
package dev.headwater.standalone.bench;
