/** One channel on air: its child, its queue, uploads, keys, window and archive, and when it is started again. */
package dev.headwater.ingest.supervisor.channel;
