/** What can be watched: channels in categories, and the ids clients see. */
package dev.headwater.core.catalog;
