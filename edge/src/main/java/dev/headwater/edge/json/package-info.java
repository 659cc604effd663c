/** JSON as far as an edge reads it: policies and the list of keys. */
package dev.headwater.edge.json;
