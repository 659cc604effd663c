/** Records as items: the only place of the core that knows Jackson. */
package dev.headwater.core.store.codec;
