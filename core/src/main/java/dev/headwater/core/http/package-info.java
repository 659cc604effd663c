/** What HTTP says of parts and versions of an object: ranges and entity tags, for every server that hands objects out. */
package dev.headwater.core.http;
