/** Where connections may lead: what an address is, before anything is sent to it. */
package dev.headwater.core.net;
