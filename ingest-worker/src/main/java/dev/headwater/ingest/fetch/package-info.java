/** Reading from the network, guarded: where a connection may lead, for how long, how much. It knows nothing of media. */
package dev.headwater.ingest.fetch;
