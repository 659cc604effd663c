/** The Xtream Codes client API, and the records it puts on the wire. */
package dev.headwater.api.xtream;
