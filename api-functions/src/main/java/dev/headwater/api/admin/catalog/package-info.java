/** Channels, movies, series, categories, bouquets, the guide, and imports of them. */
package dev.headwater.api.admin.catalog;
