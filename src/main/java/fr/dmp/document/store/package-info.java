/** Documents in the database. */
@NullMarked
package fr.dmp.document.store;

import org.jspecify.annotations.NullMarked;
