/** Reading from the network, guarded: where a connection may lead, for how long, how much. */
package dev.headwater.core.fetch;
