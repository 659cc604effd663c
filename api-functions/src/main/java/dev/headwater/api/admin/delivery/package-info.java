/** Edges, and the keys that sign for them. */
package dev.headwater.api.admin.delivery;
