/** What is counted and measured of a running Headwater; how it is read is the runtime's. docs: metrics.md lists all of it. */
package dev.headwater.api.metrics;
