/** Addresses: what they lead to before anything is sent there, blocks of them, and the countries they are in. */
package dev.headwater.core.net;
