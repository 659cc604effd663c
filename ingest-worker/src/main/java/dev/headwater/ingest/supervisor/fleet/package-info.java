/** Which worker makes which channel: heartbeats, shares, leases, and handing over. */
package dev.headwater.ingest.supervisor.fleet;
