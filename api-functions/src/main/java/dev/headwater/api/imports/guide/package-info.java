/** Bringing in guides. */
package dev.headwater.api.imports.guide;
