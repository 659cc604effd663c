/** Which guide id is which channel's: by id, by name, or as the operator says. */
package dev.headwater.core.guide.mapping;
