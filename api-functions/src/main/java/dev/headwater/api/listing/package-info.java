/** Lists: rendered once when the catalogue changes, kept in the object store, served many times. */
package dev.headwater.api.listing;
