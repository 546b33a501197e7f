/** Documents over the API. */
@NullMarked
package fr.dmp.document.web;

import org.jspecify.annotations.NullMarked;
